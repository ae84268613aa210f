#include "core/ingest/gdal_part.h"

#ifdef _WIN32
#define MAINSIGHT_DOOR __declspec(dllexport)
#else
#define MAINSIGHT_DOOR __attribute__((visibility("default")))
#endif

extern "C" MAINSIGHT_DOOR const ms::ingest::gdal::GdalPart* mainsightIngestGdal() {
    static constexpr ms::ingest::gdal::GdalPart kPart{&ms::ingest::gdal::readSheet, &ms::ingest::gdal::sheetsOf, &ms::ingest::gdal::readGisPipes,
                                                      &ms::ingest::gdal::openRaster};
    return &kPart;
}
