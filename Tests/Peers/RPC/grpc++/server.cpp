// gRPC C++ as its own documentation builds a fast server: the asynchronous API, a completion queue a thread, requests
// waiting ahead of the calls.
//
//   grpc++ PORT THREADS [CERTIFICATE KEY]

#include <grpcpp/grpcpp.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "echo.grpc.pb.h"

using bandstand::v1::Card;
using bandstand::v1::GenerateRequest;
using bench::Echo;

constexpr int kWaitingCalls = 100;
constexpr size_t kFloodBytes = 64 << 10;

/// One call: goes on when what it began is done.
class Call {
 public:
  virtual ~Call() = default;
  virtual void proceed(bool ok) = 0;
};

class UnaryCall final : public Call {
 public:
  UnaryCall(Echo::AsyncService* service, grpc::ServerCompletionQueue* queue)
      : service_(service), queue_(queue), writer_(&context_) {
    service_->RequestUnary(&context_, &card_, &writer_, queue_, queue_, this);
  }

  void proceed(bool ok) override {
    if (is_answered_ || !ok) {
      delete this;
      return;
    }
    new UnaryCall(service_, queue_);
    is_answered_ = true;
    writer_.Finish(card_, grpc::Status::OK, this);
  }

 private:
  Echo::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  grpc::ServerContext context_;
  Card card_;
  grpc::ServerAsyncResponseWriter<Card> writer_;
  bool is_answered_ = false;
};

class StreamCall final : public Call {
 public:
  StreamCall(Echo::AsyncService* service, grpc::ServerCompletionQueue* queue)
      : service_(service), queue_(queue), stream_(&context_) {
    service_->RequestStream(&context_, &stream_, queue_, queue_, this);
  }

  void proceed(bool ok) override {
    switch (state_) {
      case State::kWaiting:
        if (!ok) break;
        new StreamCall(service_, queue_);
        return read();
      case State::kReading:
        if (ok) {
          state_ = State::kWriting;
          return stream_.Write(message_, this);
        }
        state_ = State::kFinishing;
        return stream_.Finish(grpc::Status::OK, this);
      case State::kWriting:
        if (!ok) break;
        return read();
      case State::kFinishing:
        break;
    }
    delete this;
  }

 private:
  enum class State { kWaiting, kReading, kWriting, kFinishing };

  void read() {
    state_ = State::kReading;
    stream_.Read(&message_, this);
  }

  Echo::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  grpc::ServerContext context_;
  GenerateRequest message_;
  grpc::ServerAsyncReaderWriter<GenerateRequest, GenerateRequest> stream_;
  State state_ = State::kWaiting;
};

class FloodCall final : public Call {
 public:
  FloodCall(Echo::AsyncService* service, grpc::ServerCompletionQueue* queue)
      : service_(service), queue_(queue), writer_(&context_) {
    message_.set_profile(std::string(kFloodBytes, 'x'));
    service_->RequestFlood(&context_, &card_, &writer_, queue_, queue_, this);
  }

  void proceed(bool ok) override {
    if (!ok) {
      delete this;
      return;
    }
    if (!is_begun_) new FloodCall(service_, queue_);
    is_begun_ = true;
    writer_.Write(message_, this);
  }

 private:
  Echo::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  grpc::ServerContext context_;
  Card card_;
  GenerateRequest message_;
  grpc::ServerAsyncWriter<GenerateRequest> writer_;
  bool is_begun_ = false;
};

static std::string read_file(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

static std::shared_ptr<grpc::ServerCredentials> credentials(int count, char** arguments) {
  if (count < 5) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({read_file(arguments[4]), read_file(arguments[3])});
  return grpc::SslServerCredentials(options);
}

static void drain(grpc::ServerCompletionQueue* queue) {
  void* tag;
  bool ok;
  while (queue->Next(&tag, &ok)) static_cast<Call*>(tag)->proceed(ok);
}

int main(int count, char** arguments) {
  if (count != 3 && count != 5) {
    std::fprintf(stderr, "usage: grpc++ PORT THREADS [CERTIFICATE KEY]\n");
    return 64;
  }
  std::signal(SIGTERM, [](int) { _exit(0); });
  Echo::AsyncService service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(std::string("127.0.0.1:") + arguments[1], credentials(count, arguments));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 1000);
  builder.RegisterService(&service);
  std::vector<std::unique_ptr<grpc::ServerCompletionQueue>> queues;
  for (int index = 0; index < std::atoi(arguments[2]); index++) queues.push_back(builder.AddCompletionQueue());
  auto server = builder.BuildAndStart();
  if (!server) return 1;
  std::vector<std::thread> threads;
  for (auto& queue : queues) {
    for (int index = 0; index < kWaitingCalls; index++) {
      new UnaryCall(&service, queue.get());
      new StreamCall(&service, queue.get());
      new FloodCall(&service, queue.get());
    }
    threads.emplace_back(drain, queue.get());
  }
  std::printf("listening\n");
  std::fflush(stdout);
  for (auto& thread : threads) thread.join();
}
