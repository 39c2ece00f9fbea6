// The floor of the benchmark: what nghttp2, protobuf-c and epoll cost by themselves.
//
// Answers bench.Echo/Unary and bench.Echo/Stream. Checks nothing that it need not check to answer: no limits, no
// deadlines, no metadata, no back-pressure, no metrics. Each message is decoded with protobuf-c into a block of memory
// that is used again, and encoded from it.
//
//   floor PORT LOOPS [CERTIFICATE KEY]

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <openssl/ssl.h>
#include <protobuf-c/protobuf-c.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bandstand/v1/candidates.pb-c.h"
#include "bandstand/v1/home.pb-c.h"

enum { prefix_bytes = 5, read_bytes = 64 << 10, write_bytes = 256 << 10 };

// Bytes that grow at the end and are taken from the front.
struct bytes {
  uint8_t *start;
  size_t taken, count, capacity;
};

struct stream {
  const ProtobufCMessageDescriptor *message;
  struct bytes in, out;
  bool has_reply, is_ended, is_deferred;
};

struct connection {
  int fd;
  SSL *ssl;
  nghttp2_session *session;
  struct bytes out;
  bool waits_to_write;
};

struct loop {
  int epoll, listener;
  SSL_CTX *tls;
  nghttp2_session_callbacks *callbacks;
  nghttp2_option *option;
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static uint8_t *room(struct bytes *bytes, size_t count) {
  if (bytes->taken == bytes->count) bytes->taken = bytes->count = 0;
  if (bytes->capacity - bytes->count < count) {
    bytes->capacity = (bytes->capacity + count) * 2;
    bytes->start = realloc(bytes->start, bytes->capacity);
  }
  return bytes->start + bytes->count;
}

static void append(struct bytes *bytes, const uint8_t *source, size_t count) {
  memcpy(room(bytes, count), source, count);
  bytes->count += count;
}

// --- Messages

static __thread uint8_t arena[8 << 20];
static __thread size_t arena_used;

static void *take(void *data, size_t size) {
  (void)data;
  void *block = arena + arena_used;
  arena_used += (size + 7) & ~(size_t)7;
  return arena_used <= sizeof arena ? block : NULL;
}

static void give_back(void *data, void *block) {
  (void)data;
  (void)block;
}

static ProtobufCAllocator allocator = {take, give_back, NULL};

// Decodes a message and appends its frame to `out`.
static bool echo(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t count, struct bytes *out) {
  arena_used = 0;
  ProtobufCMessage *message = protobuf_c_message_unpack(type, &allocator, count, bytes);
  if (!message) return false;
  size_t size = protobuf_c_message_get_packed_size(message);
  uint8_t *frame = room(out, prefix_bytes + size);
  frame[0] = 0;
  for (int index = 0; index < 4; index++) frame[1 + index] = (uint8_t)(size >> (8 * (3 - index)));
  protobuf_c_message_pack(message, frame + prefix_bytes);
  out->count += prefix_bytes + size;
  return true;
}

// --- Streams

#define FIELD(NAME, VALUE)                                                                  \
  {                                                                                         \
    (uint8_t *)NAME, (uint8_t *)VALUE, sizeof NAME - 1, sizeof VALUE - 1,                   \
        NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE                        \
  }
static const nghttp2_nv head[] = {FIELD(":status", "200"), FIELD("content-type", "application/grpc")};
static const nghttp2_nv trailers[] = {FIELD("grpc-status", "0")};

static ssize_t read_body(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t length, uint32_t *flags,
                         nghttp2_data_source *source, void *user) {
  (void)user;
  struct stream *stream = source->ptr;
  size_t count = stream->out.count - stream->out.taken;
  if (count == 0 && !stream->is_ended) {
    stream->is_deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  if (count > length) count = length;
  memcpy(buffer, stream->out.start + stream->out.taken, count);
  stream->out.taken += count;
  if (stream->is_ended && stream->out.taken == stream->out.count) {
    *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
    nghttp2_submit_trailer(session, id, trailers, 1);
  }
  return (ssize_t)count;
}

static void resume(nghttp2_session *session, int32_t id, struct stream *stream) {
  if (!stream->has_reply) {
    stream->has_reply = true;
    nghttp2_data_provider provider = {{.ptr = stream}, read_body};
    nghttp2_submit_response(session, id, head, 2, &provider);
  } else if (stream->is_deferred) {
    stream->is_deferred = false;
    nghttp2_session_resume_data(session, id);
  }
}

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *user) {
  (void)user;
  struct stream *stream = calloc(1, sizeof *stream);
  nghttp2_session_set_stream_user_data(session, frame->hd.stream_id, stream);
  return 0;
}

static bool is(const uint8_t *text, size_t count, const char *expected) {
  return count == strlen(expected) && memcmp(text, expected, count) == 0;
}

static int on_header(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name, size_t name_count,
                     const uint8_t *value, size_t value_count, uint8_t flags, void *user) {
  (void)flags;
  (void)user;
  if (!is(name, name_count, ":path")) return 0;
  struct stream *stream = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);
  if (is(value, value_count, "/bench.Echo/Unary")) stream->message = &bandstand__v1__card__descriptor;
  if (is(value, value_count, "/bench.Echo/Stream")) stream->message = &bandstand__v1__generate_request__descriptor;
  return stream->message ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

static int on_data(nghttp2_session *session, uint8_t flags, int32_t id, const uint8_t *bytes, size_t count,
                   void *user) {
  (void)flags;
  (void)user;
  struct stream *stream = nghttp2_session_get_stream_user_data(session, id);
  if (!stream) return 0;
  append(&stream->in, bytes, count);
  struct bytes *in = &stream->in;
  while (in->count - in->taken >= prefix_bytes) {
    const uint8_t *prefix = in->start + in->taken;
    size_t length = (size_t)prefix[1] << 24 | (size_t)prefix[2] << 16 | (size_t)prefix[3] << 8 | prefix[4];
    if (in->count - in->taken < prefix_bytes + length) break;
    if (!echo(stream->message, prefix + prefix_bytes, length, &stream->out)) return NGHTTP2_ERR_CALLBACK_FAILURE;
    in->taken += prefix_bytes + length;
    resume(session, id, stream);
  }
  return 0;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *user) {
  (void)user;
  if (frame->hd.type != NGHTTP2_DATA && frame->hd.type != NGHTTP2_HEADERS) return 0;
  if (!(frame->hd.flags & NGHTTP2_FLAG_END_STREAM)) return 0;
  struct stream *stream = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);
  if (!stream) return 0;
  stream->is_ended = true;
  resume(session, frame->hd.stream_id, stream);
  return 0;
}

static int on_close(nghttp2_session *session, int32_t id, uint32_t code, void *user) {
  (void)code;
  (void)user;
  struct stream *stream = nghttp2_session_get_stream_user_data(session, id);
  if (!stream) return 0;
  free(stream->in.start);
  free(stream->out.start);
  free(stream);
  return 0;
}

// --- Connections

static ssize_t receive(struct connection *connection, uint8_t *buffer, size_t count) {
  if (!connection->ssl) return read(connection->fd, buffer, count);
  int received = SSL_read(connection->ssl, buffer, (int)count);
  if (received > 0) return received;
  int error = SSL_get_error(connection->ssl, received);
  errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EIO;
  return error == SSL_ERROR_ZERO_RETURN ? 0 : -1;
}

static ssize_t transmit(struct connection *connection, const uint8_t *bytes, size_t count) {
  if (!connection->ssl) return write(connection->fd, bytes, count);
  int sent = SSL_write(connection->ssl, bytes, (int)count);
  if (sent > 0) return sent;
  int error = SSL_get_error(connection->ssl, sent);
  errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EIO;
  return -1;
}

static void close_connection(struct connection *connection) {
  nghttp2_session_del(connection->session);
  if (connection->ssl) SSL_free(connection->ssl);
  close(connection->fd);
  free(connection->out.start);
  free(connection);
}

static void watch(struct loop *loop, struct connection *connection, int operation) {
  struct epoll_event event = {.events = EPOLLIN | (connection->waits_to_write ? EPOLLOUT : 0),
                              .data.ptr = connection};
  epoll_ctl(loop->epoll, operation, connection->fd, &event);
}

// Sends what there is. Returns whether the connection lives.
static bool flush(struct loop *loop, struct connection *connection) {
  for (;;) {
    struct bytes *out = &connection->out;
    while (out->count - out->taken < write_bytes) {
      const uint8_t *frame;
      ssize_t count = nghttp2_session_mem_send(connection->session, &frame);
      if (count < 0) return false;
      if (count == 0) break;
      append(out, frame, (size_t)count);
    }
    if (out->count == out->taken) break;
    ssize_t sent = transmit(connection, out->start + out->taken, out->count - out->taken);
    if (sent < 0 && errno != EAGAIN) return false;
    if (sent > 0) out->taken += (size_t)sent;
    bool waits = out->count != out->taken;
    if (waits != connection->waits_to_write) {
      connection->waits_to_write = waits;
      watch(loop, connection, EPOLL_CTL_MOD);
    }
    if (waits) return true;
  }
  return nghttp2_session_want_read(connection->session) || nghttp2_session_want_write(connection->session);
}

static bool serve(struct loop *loop, struct connection *connection) {
  static __thread uint8_t buffer[read_bytes];
  ssize_t count;
  do {
    count = receive(connection, buffer, sizeof buffer);
    if (count == 0 || (count < 0 && errno != EAGAIN)) return false;
    if (count > 0 && nghttp2_session_mem_recv(connection->session, buffer, (size_t)count) < 0) return false;
  } while (connection->ssl && count > 0);
  return flush(loop, connection);
}

static void accept_connection(struct loop *loop) {
  int fd = accept4(loop->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct connection *connection = calloc(1, sizeof *connection);
  connection->fd = fd;
  if (loop->tls) {
    connection->ssl = SSL_new(loop->tls);
    SSL_set_fd(connection->ssl, fd);
    SSL_set_accept_state(connection->ssl);
  }
  nghttp2_session_server_new2(&connection->session, loop->callbacks, connection, loop->option);
  nghttp2_settings_entry settings[] = {{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 256 << 10},
                                       {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 1000}};
  nghttp2_submit_settings(connection->session, NGHTTP2_FLAG_NONE, settings, 2);
  nghttp2_session_set_local_window_size(connection->session, NGHTTP2_FLAG_NONE, 0, 4 << 20);
  watch(loop, connection, EPOLL_CTL_ADD);
}

// --- Loops

static int listen_on(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 1024)) fail("listen");
  return fd;
}

static void *run(void *argument) {
  struct loop *loop = argument;
  struct epoll_event events[64];
  for (;;) {
    int count = epoll_wait(loop->epoll, events, 64, -1);
    for (int index = 0; index < count; index++) {
      struct connection *connection = events[index].data.ptr;
      if (!connection) {
        accept_connection(loop);
      } else if (!serve(loop, connection)) {
        close_connection(connection);
      }
    }
  }
  return NULL;
}

static struct loop *make_loop(int port, SSL_CTX *tls) {
  struct loop *loop = calloc(1, sizeof *loop);
  loop->epoll = epoll_create1(EPOLL_CLOEXEC);
  loop->listener = listen_on(port);
  loop->tls = tls;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(loop->epoll, EPOLL_CTL_ADD, loop->listener, &event);
  nghttp2_option_new(&loop->option);
  nghttp2_option_set_no_closed_streams(loop->option, 1);
  nghttp2_option_set_stream_reset_rate_limit(loop->option, 10000, 1000);
  nghttp2_session_callbacks_new(&loop->callbacks);
  nghttp2_session_callbacks_set_on_begin_headers_callback(loop->callbacks, on_begin_headers);
  nghttp2_session_callbacks_set_on_header_callback(loop->callbacks, on_header);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(loop->callbacks, on_data);
  nghttp2_session_callbacks_set_on_frame_recv_callback(loop->callbacks, on_frame);
  nghttp2_session_callbacks_set_on_stream_close_callback(loop->callbacks, on_close);
  return loop;
}

static int choose_protocol(SSL *ssl, const unsigned char **out, unsigned char *out_count, const unsigned char *in,
                           unsigned int in_count, void *user) {
  (void)ssl;
  (void)user;
  return nghttp2_select_next_protocol((unsigned char **)out, out_count, in, in_count) == 1 ? SSL_TLSEXT_ERR_OK
                                                                                         : SSL_TLSEXT_ERR_ALERT_FATAL;
}

static SSL_CTX *make_tls(const char *certificate, const char *key) {
  SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
  if (SSL_CTX_use_certificate_chain_file(tls, certificate) != 1 ||
      SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) != 1)
    fail("certificate");
  SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_alpn_select_cb(tls, choose_protocol, NULL);
  return tls;
}

static void stop(int signal) {
  (void)signal;
  exit(0);
}

int main(int count, char **arguments) {
  if (count != 3 && count != 5) {
    fprintf(stderr, "usage: floor PORT LOOPS [CERTIFICATE KEY]\n");
    return 64;
  }
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, stop);
  int port = atoi(arguments[1]), loops = atoi(arguments[2]);
  SSL_CTX *tls = count == 5 ? make_tls(arguments[3], arguments[4]) : NULL;
  pthread_t thread;
  for (int index = 1; index < loops; index++) pthread_create(&thread, NULL, run, make_loop(port, tls));
  struct loop *loop = make_loop(port, tls);
  printf("listening\n");
  fflush(stdout);
  run(loop);
}
