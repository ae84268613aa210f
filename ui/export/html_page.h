#pragma once

namespace ms::exporting {

/// The page of the one-file HTML export: style, a small map viewer on a canvas (pan, zoom, pinch, pick), placeholders in @CAPITALS@. It asks no
/// server for anything; written for this program, no library inside.
inline constexpr const char* htmlPage = R"HTML(<!DOCTYPE html>
<html lang="@LANG@"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>@TITLE@</title>
<style>
*{box-sizing:border-box}
body{margin:0;font:15px/1.4 system-ui,"DejaVu Sans",sans-serif;color:#1c1f24;background:#fff;display:flex;height:100vh;height:100dvh}
#map{position:relative;flex:1;min-width:0;background:#fcfcfa;overflow:hidden}
canvas{width:100%;height:100%;display:block;touch-action:none;cursor:grab}
#side{width:400px;overflow:auto;padding:14px 18px;border-left:1px solid #d3d7de}
h1{font-size:21px;margin:.2em 0}h2{font-size:16px;margin:1.1em 0 .3em}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:.6em 0}dt{font-weight:600}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:5px 6px;border-bottom:1px solid #e4e7ec}
tr[data-pipe]{cursor:pointer}tr[data-pipe]:hover,tr[data-pipe]:focus{background:#d6e6f8;outline:0}
.chart{width:100%;height:auto;margin:4px 0}
.event{border-bottom:2px solid #d3d7de;padding-bottom:12px;margin-bottom:12px}.event.off h1{color:#0067a8;cursor:pointer}
#bar{position:absolute;top:10px;left:10px;display:flex;gap:6px;flex-wrap:wrap}
button{font:inherit;min-width:42px;min-height:40px;padding:0 12px;border:1px solid #b7bec9;border-radius:6px;background:#fff;color:inherit}
button:hover{background:#eef2f7}button:focus-visible{outline:2px solid #0067a8}
#pop{position:absolute;display:none;max-width:260px;padding:8px 12px;background:#fff;border:1px solid #6b7380;border-radius:6px;box-shadow:0 2px 8px #0003;pointer-events:none}
#legend{position:absolute;left:10px;bottom:10px;padding:6px 10px;background:#ffffffee;border:1px solid #d3d7de;border-radius:6px;font-size:12px}
#legend i{display:inline-block;width:30px;height:10px}#legend span{display:inline-block;width:30px}
#foot{position:absolute;right:10px;bottom:8px;font-size:12px;text-align:right;text-shadow:0 0 3px #fff,0 0 3px #fff}
#none{position:absolute;inset:0;display:flex;align-items:center;justify-content:center;padding:30px;pointer-events:none}
details{margin:1em 0;font-size:13px;overflow-wrap:anywhere}
@media(max-width:800px){body{flex-direction:column}#map{flex:none;height:58%}#side{width:auto;flex:1;border-left:0;border-top:1px solid #d3d7de}}
@media print{body{display:block;height:auto}#map{height:60vh}#bar{display:none}#side{width:auto;border:0}}
</style></head><body>
<div id="map"><canvas id="c" tabindex="0" aria-label="@TITLE@"></canvas><div id="none">@NOMAP@</div>
<div id="bar"><button id="in" aria-label="+">+</button><button id="out" aria-label="−">−</button><button id="area">@AREA@</button><button id="fit">@FIT@</button></div>
<div id="legend"></div><div id="foot"></div><div id="pop" role="status"></div></div>
<div id="side">@BODY@@RECORD@</div>
<script>
"use strict";
const D=@DATA@;
const c=document.getElementById("c"),g=c.getContext("2d"),pop=document.getElementById("pop");
let w=0,h=0,s=1,ox=0,oy=0,event=0,picked=null,ratio=1;
const E=()=>D.events[event]||{pipes:[],rings:[],shifts:[],classes:[],box:[],area:""};
let chance=new Map();
function size(){ratio=window.devicePixelRatio||1;w=c.clientWidth;h=c.clientHeight;c.width=w*ratio;c.height=h*ratio;}
function fitTo(b,m){const bw=Math.max(b[2]-b[0],D.size[0]/40,1),bh=Math.max(b[3]-b[1],D.size[1]/40,1);
 s=Math.min((w-2*m)/bw,(h-2*m)/bh);if(!(s>0))s=1;ox=w/2-s*(b[0]+b[2])/2;oy=h/2-s*(b[1]+b[3])/2;draw();}
function whole(){fitTo([0,0,D.size[0],D.size[1]],24);}
function area(){const b=E().box;if(b.length<4)return whole();const k=.35*Math.max(b[2]-b[0],b[3]-b[1]);fitTo([b[0]-k,b[1]-k,b[2]+k,b[3]+k],16);}
function path(l){for(let i=0;i<l.length;i+=2){const x=l[i]*s+ox,y=l[i+1]*s+oy;i?g.lineTo(x,y):g.moveTo(x,y);}}
function text(t,x,y,bold){g.font=(bold?"600 ":"")+"13px system-ui,'DejaVu Sans',sans-serif";g.lineWidth=4;g.lineJoin="round";g.strokeStyle="#fff";g.strokeText(t,x,y);g.fillStyle="#111";g.fillText(t,x,y);}
function shape(k,x,y,r){g.beginPath();if(k===1)g.rect(x-r,y-r,2*r,2*r);else if(k===2){g.moveTo(x,y-r);g.lineTo(x+r,y+r);g.lineTo(x-r,y+r);g.closePath();}else g.arc(x,y,r,0,7);}
let queued=false;
function draw(){if(queued)return;queued=true;requestAnimationFrame(()=>{queued=false;paint();});}
function paint(){
 g.setTransform(ratio,0,0,ratio,0,0);g.clearRect(0,0,w,h);g.lineCap=g.lineJoin="round";
 g.strokeStyle="#a3aab5";g.lineWidth=1.3;g.beginPath();for(const p of D.pipes)path(p[4]);g.stroke();
 const e=E();
 for(const q of e.pipes){g.strokeStyle=q[1];g.lineWidth=q[2]+1.5;g.beginPath();path(D.pipes[q[0]][4]);g.stroke();}
 g.setLineDash([7,5]);g.strokeStyle="#111";g.lineWidth=1.8;
 for(const r of e.rings){g.beginPath();path(r);g.closePath();g.stroke();}
 g.setLineDash([]);
 if(picked!==null){g.strokeStyle="#0067a8aa";g.lineWidth=11;g.beginPath();path(D.pipes[picked][4]);g.stroke();}
 for(const y of D.symbols){g.fillStyle="#444";shape(1,y[2][0]*s+ox,y[2][1]*s+oy,5);g.fill();}
 const shifts=new Map(e.shifts.map(v=>[v[0],v]));
 D.sensors.forEach((v,i)=>{const x=v[3][0]*s+ox,y=v[3][1]*s+oy,k=shifts.get(i);g.fillStyle="#fff";g.strokeStyle=v[2]===1?"#0072b2":"#111";g.lineWidth=k?2.4:1.5;shape(v[2],x,y,k?6.5:4.5);g.fill();g.stroke();
  if(k&&k[2])text(k[1],x+10,y+5,true);});
 if(e.box.length===4&&e.area){g.font="600 13px system-ui";const t=g.measureText(e.area).width;text(e.area,Math.min(Math.max((e.box[0]+e.box[2])/2*s+ox-t/2,6),Math.max(6,w-t-6)),Math.max(70,e.box[1]*s+oy-8),true);}
 foot();
}
function foot(){const f=document.getElementById("foot");let t=D.crs||"";
 if(D.metres>0){const per=D.metres/D.unit/s;let m=per*130,p=Math.pow(10,Math.floor(Math.log10(m))),d=m/p;m=(d>=5?5:d>=2?2:1)*p;
 t='<div style="display:inline-block;border:solid #111;border-width:0 2px 2px;width:'+(m/per).toFixed(0)+'px;text-align:center">'+(m>=1000?m/1000+" km":m+" m")+'</div> ▲ N<br>'+t;}
 f.innerHTML=t;}
function legend(){const e=E(),l=document.getElementById("legend");l.style.display=e.classes.length?"block":"none";
 l.innerHTML="<b>@LEGEND@</b><br>"+e.classes.map(k=>'<i style="background:'+k[0]+'"></i>').join("")+"<br>"+e.classes.map((k,i)=>"<span>"+(i===e.classes.length-1?"≥ ":"")+k[1]+"</span>").join("");}
function escape(t){const d=document.createElement("span");d.textContent=t;return d.innerHTML;}
function nearest(x,y){let best=null,least=14*14;
 D.sensors.forEach((v,i)=>{const d=(v[3][0]*s+ox-x)**2+(v[3][1]*s+oy-y)**2;if(d<least){least=d;best={sensor:i};}});
 if(best)return best;
 D.pipes.forEach((p,i)=>{const l=p[4];for(let k=0;k+3<l.length;k+=2){const ax=l[k]*s+ox,ay=l[k+1]*s+oy,bx=l[k+2]*s+ox-ax,by=l[k+3]*s+oy-ay,q=bx*bx+by*by;
  const t=q>0?Math.max(0,Math.min(1,((x-ax)*bx+(y-ay)*by)/q)):0,d=(ax+t*bx-x)**2+(ay+t*by-y)**2;if(d<least){least=d;best={pipe:i};}}});
 return best;}
function show(hit,x,y){picked=hit&&hit.pipe!==undefined?hit.pipe:null;if(!hit){pop.style.display="none";draw();return;}
 let t;if(hit.sensor!==undefined){const v=D.sensors[hit.sensor],k=E().shifts.find(q=>q[0]===hit.sensor);t="<b>"+escape(v[0])+"</b><br>"+escape(v[1])+(k?"<br>"+escape(k[1]):"");}
 else{const p=D.pipes[hit.pipe],q=chance.get(hit.pipe);t="<b>"+escape(p[0])+"</b>"+(p[1]?" &nbsp;"+escape(p[1]):"")+"<br>"+[p[2],p[3]].filter(Boolean).map(escape).join(", ")+"<br>"+(q?"@PROBABILITY@ <b>"+escape(q)+"</b>":"@OUTSIDE@");}
 pop.innerHTML=t;pop.style.display="block";const r=pop.getBoundingClientRect();pop.style.left=Math.max(4,Math.min(x+12,w-r.width-4))+"px";pop.style.top=Math.max(4,Math.min(y+12,h-r.height-4))+"px";draw();}
function zoom(f,x,y){ox=x-(x-ox)*f;oy=y-(y-oy)*f;s*=f;pop.style.display="none";draw();}
function choose(i){event=i;chance=new Map(E().pipes.map(q=>[q[0],q[3]]));document.querySelectorAll(".event").forEach((x,k)=>x.classList.toggle("off",D.events.length>1&&k!==i));legend();area();}
const fingers=new Map();let moved=0;
c.addEventListener("pointerdown",e=>{c.setPointerCapture(e.pointerId);fingers.set(e.pointerId,[e.offsetX,e.offsetY]);moved=0;});
c.addEventListener("pointermove",e=>{const was=fingers.get(e.pointerId);if(!was)return;const now=[e.offsetX,e.offsetY];
 if(fingers.size===1){ox+=now[0]-was[0];oy+=now[1]-was[1];moved+=Math.abs(now[0]-was[0])+Math.abs(now[1]-was[1]);if(moved>6)pop.style.display="none";draw();}
 else if(fingers.size===2){const other=[...fingers].find(f=>f[0]!==e.pointerId)[1],a=Math.hypot(was[0]-other[0],was[1]-other[1]),b=Math.hypot(now[0]-other[0],now[1]-other[1]);moved=99;if(a>0)zoom(b/a,(now[0]+other[0])/2,(now[1]+other[1])/2);}
 fingers.set(e.pointerId,now);});
const up=e=>{if(fingers.delete(e.pointerId)&&moved<=6&&e.type==="pointerup")show(nearest(e.offsetX,e.offsetY),e.offsetX,e.offsetY);};
c.addEventListener("pointerup",up);c.addEventListener("pointercancel",up);
c.addEventListener("wheel",e=>{e.preventDefault();zoom(Math.exp(-e.deltaY*.0015),e.offsetX,e.offsetY);},{passive:false});
c.addEventListener("keydown",e=>{const k={ArrowLeft:[60,0],ArrowRight:[-60,0],ArrowUp:[0,60],ArrowDown:[0,-60]}[e.key];if(k){ox+=k[0];oy+=k[1];draw();e.preventDefault();}else if(e.key==="+"||e.key==="=")zoom(1.4,w/2,h/2);else if(e.key==="-")zoom(1/1.4,w/2,h/2);});
document.getElementById("in").onclick=()=>zoom(1.5,w/2,h/2);document.getElementById("out").onclick=()=>zoom(1/1.5,w/2,h/2);
document.getElementById("area").onclick=area;document.getElementById("fit").onclick=whole;
function toPipe(row){const section=row.closest(".event"),i=+row.dataset.pipe;if(section&&+section.dataset.event!==event)choose(+section.dataset.event);
 const l=D.pipes[i][4],k=2*Math.floor(l.length/4),x=(l[k]+l[k-2])/2||l[0],y=(l[k+1]+l[k-1])/2||l[1];ox=w/2-x*s;oy=h/2-y*s;show({pipe:i},w/2,h/2);}
document.querySelectorAll("tr[data-pipe]").forEach(r=>{r.onclick=()=>toPipe(r);r.onkeydown=e=>{if(e.key==="Enter")toPipe(r);};});
document.querySelectorAll(".event h1").forEach((x,i)=>{x.onclick=()=>{if(D.events.length>1)choose(i);};});
window.addEventListener("resize",()=>{const x=(w/2-ox)/s,y=(h/2-oy)/s;size();ox=w/2-x*s;oy=h/2-y*s;draw();});
size();choose(0);
</script></body></html>
)HTML";

} // namespace ms::exporting
