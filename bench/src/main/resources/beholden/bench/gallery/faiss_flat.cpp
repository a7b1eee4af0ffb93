// Searches every probe in FAISS's IndexFlatIP on one thread: one probe at a time, and all of them as one batch.
//
// faiss_flat BASE PROBES DIMENSION LIMIT SINGLES
//   BASE, PROBES  raw little-endian float32 vectors of unit length, DIMENSION numbers each
//   SINGLES       how many of the probes are searched one at a time; the batch always has all
// Writes one line of JSON per way of searching:
//   {"way":"single"|"batch","millis":[one number per probe],"neighbours":[[ids, best first], one list per probe]}
// "millis" of the batch is its time spread evenly over its probes. Progress goes to standard error.

#include <faiss/IndexFlat.h>
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

static std::vector<float> read_floats(std::ifstream& in, size_t count) {
    std::vector<float> values(count);
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
    values.resize(static_cast<size_t>(in.gcount()) / sizeof(float));
    return values;
}

static std::ifstream open_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path + ": cannot be read");
    return in;
}

static void print(const char* way, const std::vector<double>& millis, const std::vector<int64_t>& ids, int limit) {
    std::printf("{\"way\":\"%s\",\"millis\":[", way);
    for (size_t i = 0; i < millis.size(); i++) std::printf("%s%.6f", i ? "," : "", millis[i]);
    std::printf("],\"neighbours\":[");
    for (size_t i = 0; i < millis.size(); i++) {
        std::printf(i ? ",[" : "[");
        for (int k = 0; k < limit; k++) std::printf("%s%lld", k ? "," : "", (long long)ids[i * limit + k]);
        std::printf("]");
    }
    std::printf("]}\n");
    std::fflush(stdout);
}

static double millis_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

int main(int argc, char** argv) try {
    if (argc != 6) throw std::runtime_error("usage: faiss_flat BASE PROBES DIMENSION LIMIT SINGLES");
    const int dimension = std::atoi(argv[3]);
    const int limit = std::atoi(argv[4]);
    omp_set_num_threads(1);

    std::ifstream probe_file = open_file(argv[2]);
    std::vector<float> probes;
    for (;;) {
        std::vector<float> some = read_floats(probe_file, dimension);
        if (some.empty()) break;
        probes.insert(probes.end(), some.begin(), some.end());
    }
    const size_t count = probes.size() / dimension;
    const size_t singles = std::min<size_t>(count, std::strtoull(argv[5], nullptr, 10));

    faiss::IndexFlatIP index(dimension);
    // In pieces: the whole base twice in memory would not fit where the index alone does. The room is taken at once,
    // because a vector that grows by doubling holds the old and the new copy together.
    std::ifstream base_file = open_file(argv[1]);
    base_file.seekg(0, std::ios::end);
    index.codes.reserve(static_cast<size_t>(base_file.tellg()));
    base_file.seekg(0);
    for (;;) {
        std::vector<float> piece = read_floats(base_file, static_cast<size_t>(dimension) * 8192);
        if (piece.empty()) break;
        index.add(static_cast<int64_t>(piece.size() / dimension), piece.data());
    }
    std::fprintf(stderr, "FAISS holds %lld faces\n", (long long)index.ntotal);

    std::vector<float> scores(count * limit);
    std::vector<int64_t> ids(count * limit);
    std::vector<double> millis(singles);
    index.search(1, probes.data(), limit, scores.data(), ids.data());  // pages and code are warm afterwards
    for (size_t i = 0; i < singles; i++) {
        const auto start = std::chrono::steady_clock::now();
        index.search(1, probes.data() + i * dimension, limit, scores.data() + i * limit, ids.data() + i * limit);
        millis[i] = millis_since(start);
    }
    print("single", millis, ids, limit);

    // FAISS passes to its blocked matrix product by itself from 20 probes on.
    const auto start = std::chrono::steady_clock::now();
    index.search(static_cast<int64_t>(count), probes.data(), limit, scores.data(), ids.data());
    print("batch", std::vector<double>(count, millis_since(start) / static_cast<double>(count)), ids, limit);
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
