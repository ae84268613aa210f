#include "app/cli/interrupt.h"

#include <atomic>

#ifdef _WIN32
#include <windows.h>
#else
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace ms::cli {

#ifdef _WIN32
namespace {
std::stop_source* g_stop = nullptr;
BOOL WINAPI onControl(DWORD) { return g_stop && g_stop->request_stop(); } // the second time: the default handler ends the process
} // namespace

Interrupt::Interrupt() {
    g_stop = &m_stop;
    SetConsoleCtrlHandler(onControl, TRUE);
}

Interrupt::~Interrupt() {
    SetConsoleCtrlHandler(onControl, FALSE);
    g_stop = nullptr;
}
#else
namespace {

int g_pipe[2] = {-1, -1};

void onSignal(int signal) {
    const char byte = 's';
    if (::write(g_pipe[1], &byte, 1) != 1) ::_exit(128 + signal);
    ::signal(signal, SIG_DFL); // the next one ends the process
}

} // namespace

Interrupt::Interrupt() {
    if (::pipe2(g_pipe, O_CLOEXEC) != 0) return; // without the pipe a signal keeps its default action
    m_listener = std::thread([this] {
        char byte = 0;
        while (::read(g_pipe[0], &byte, 1) == 1) {
            if (byte == 'q') return;
            m_stop.request_stop();
        }
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

Interrupt::~Interrupt() {
    if (!m_listener.joinable()) return;
    // The work is over and its exit status decided: a signal that comes too late must not make a failure of it.
    ::signal(SIGINT, SIG_IGN);
    ::signal(SIGTERM, SIG_IGN);
    const char quit = 'q';
    if (::write(g_pipe[1], &quit, 1) == 1)
        m_listener.join();
    else
        m_listener.detach();
    ::close(g_pipe[0]);
    ::close(g_pipe[1]);
}
#endif

} // namespace ms::cli
