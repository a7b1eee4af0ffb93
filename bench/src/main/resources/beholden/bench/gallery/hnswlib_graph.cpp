// Searches every probe in a graph of hnswlib on one thread, with the search made wider step by step.
//
// hnswlib_graph BASE PROBES DIMENSION LIMIT M EF_CONSTRUCTION BUILD_THREADS INDEX EF...
//   BASE, PROBES  raw little-endian float32 vectors of unit length, DIMENSION numbers each
//   INDEX         the graph: read when the file is there, else built and written
// Writes one line of JSON per EF:
//   {"way":"ef=40","millis":[one number per probe],"neighbours":[[ids, best first], one list per probe]}
// Progress goes to standard error.

#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using Graph = hnswlib::HierarchicalNSW<float>;

static std::ifstream open_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path + ": cannot be read");
    return in;
}

static size_t count_of(std::ifstream& in, int dimension) {
    in.seekg(0, std::ios::end);
    const size_t count = static_cast<size_t>(in.tellg()) / (sizeof(float) * static_cast<size_t>(dimension));
    in.seekg(0);
    return count;
}

static void read_into(std::ifstream& in, std::vector<float>& values) {
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
}

// The base is read in pieces, each added by all threads: it need not fit in memory beside the graph.
static void build(Graph& graph, std::ifstream& base, size_t count, int dimension, int threads) {
    const size_t piece = 10000;
    std::vector<float> values;
    for (size_t first = 0; first < count; first += piece) {
        const size_t size = std::min(piece, count - first);
        values.resize(size * static_cast<size_t>(dimension));
        read_into(base, values);
        std::atomic<size_t> next{0};
        std::vector<std::thread> workers;
        for (int t = 0; t < threads; t++) {
            workers.emplace_back([&] {
                for (size_t i; (i = next++) < size;) graph.addPoint(values.data() + i * dimension, first + i);
            });
        }
        for (auto& worker : workers) worker.join();
        if ((first + size) % 50000 == 0 || first + size == count) {
            std::fprintf(stderr, "hnswlib has built %zu of %zu faces\n", first + size, count);
        }
    }
}

int main(int argc, char** argv) try {
    if (argc < 10) throw std::runtime_error("usage: hnswlib_graph BASE PROBES DIMENSION LIMIT M EF_CONSTRUCTION BUILD_THREADS INDEX EF...");
    const int dimension = std::atoi(argv[3]);
    const size_t limit = std::strtoull(argv[4], nullptr, 10);
    const std::string index_path = argv[8];

    std::ifstream probe_file = open_file(argv[2]);
    const size_t probe_count = count_of(probe_file, dimension);
    std::vector<float> probes(probe_count * static_cast<size_t>(dimension));
    read_into(probe_file, probes);

    hnswlib::InnerProductSpace space(static_cast<size_t>(dimension));
    Graph* graph;
    if (std::ifstream(index_path)) {
        graph = new Graph(&space, index_path);
        std::fprintf(stderr, "hnswlib reads the graph it built before: %s\n", index_path.c_str());
    } else {
        std::ifstream base = open_file(argv[1]);
        const size_t count = count_of(base, dimension);
        graph = new Graph(&space, count, std::strtoull(argv[5], nullptr, 10), std::strtoull(argv[6], nullptr, 10));
        build(*graph, base, count, dimension, std::atoi(argv[7]));
        const std::string unfinished = index_path + ".unfinished";
        graph->saveIndex(unfinished);
        if (std::rename(unfinished.c_str(), index_path.c_str()) != 0) throw std::runtime_error(index_path + ": cannot be written");
    }

    for (int a = 9; a < argc; a++) {
        graph->setEf(std::strtoull(argv[a], nullptr, 10));
        std::vector<double> millis(probe_count);
        std::vector<std::vector<size_t>> neighbours(probe_count);
        for (size_t p = 0; p < probe_count; p++) {
            const auto start = std::chrono::steady_clock::now();
            auto found = graph->searchKnn(probes.data() + p * dimension, limit);
            millis[p] = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            for (; !found.empty(); found.pop()) neighbours[p].push_back(found.top().second);
            std::reverse(neighbours[p].begin(), neighbours[p].end());
        }
        std::printf("{\"way\":\"ef=%s\",\"millis\":[", argv[a]);
        for (size_t p = 0; p < probe_count; p++) std::printf("%s%.6f", p ? "," : "", millis[p]);
        std::printf("],\"neighbours\":[");
        for (size_t p = 0; p < probe_count; p++) {
            std::printf(p ? ",[" : "[");
            for (size_t k = 0; k < neighbours[p].size(); k++) std::printf("%s%zu", k ? "," : "", neighbours[p][k]);
            std::printf("]");
        }
        std::printf("]}\n");
        std::fflush(stdout);
    }
    std::_Exit(0);  // taking the graph apart node by node would take seconds
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
