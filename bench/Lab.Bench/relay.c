// A minimal TCP relay, as fast as one thread with epoll goes: the yardstick of `Lab.Bench link`. Usage: relay <port of the server>; prints its own port.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 65536, EVENTS = 256 };

static int other[MOST];          // descriptor of the other side; -1 where there is none
static char *kept[MOST];         // bytes that the descriptor could not take yet
static size_t keptFrom[MOST], keptTo[MOST];
static char buffer[65536];

static int watch(int epoll, int operation, int fd, unsigned events)
{
    struct epoll_event wanted = { .events = events, .data.fd = fd };
    return epoll_ctl(epoll, operation, fd, &wanted);
}

static void fast(int fd)
{
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static void end(int fd)
{
    int pair[2] = { fd, other[fd] };
    for (int n = 0; n < 2; n++) {
        if (pair[n] < 0) continue;
        free(kept[pair[n]]);
        kept[pair[n]] = NULL;
        other[pair[n]] = -1;
        close(pair[n]);
    }
}

// Writes what was kept for a descriptor; its source is read again once all is gone.
static void drain(int epoll, int fd)
{
    ssize_t sent = send(fd, kept[fd] + keptFrom[fd], keptTo[fd] - keptFrom[fd], MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) keptFrom[fd] += sent;
    if (keptFrom[fd] < keptTo[fd]) return;
    free(kept[fd]);
    kept[fd] = NULL;
    watch(epoll, EPOLL_CTL_MOD, fd, EPOLLIN);
    watch(epoll, EPOLL_CTL_MOD, other[fd], EPOLLIN);
}

static void pass(int epoll, int fd)
{
    int to = other[fd];
    ssize_t got = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;   // told of a connection that had this number before
    if (got <= 0) { end(fd); return; }
    ssize_t sent = send(to, buffer, got, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent == got) return;
    if (sent < 0) sent = 0;
    kept[to] = malloc(got - sent);
    memcpy(kept[to], buffer + sent, got - sent);
    keptFrom[to] = 0;
    keptTo[to] = got - sent;
    watch(epoll, EPOLL_CTL_MOD, fd, 0);
    watch(epoll, EPOLL_CTL_MOD, to, EPOLLOUT);
}

int main(int count, char **arguments)
{
    struct sockaddr_in own = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) }, server = own;
    socklen_t size = sizeof own;
    if (count != 2) return 64;
    server.sin_port = htons(atoi(arguments[1]));
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0);
    if (bind(listener, (struct sockaddr *)&own, sizeof own) || listen(listener, 4096)) return 1;
    getsockname(listener, (struct sockaddr *)&own, &size);
    printf("%d\n", ntohs(own.sin_port));
    fflush(stdout);
    watch(epoll, EPOLL_CTL_ADD, listener, EPOLLIN);
    for (;;) {
        struct epoll_event ready[EVENTS];
        int n = epoll_wait(epoll, ready, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            int fd = ready[i].data.fd;
            if (fd != listener) {
                if (other[fd] < 0) continue;
                if (kept[fd]) drain(epoll, fd); else pass(epoll, fd);
                continue;
            }
            int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK), back = socket(AF_INET, SOCK_STREAM, 0);
            if (client < 0 || back < 0 || client >= MOST || back >= MOST || connect(back, (struct sockaddr *)&server, sizeof server)) return 1;
            fast(client);
            fast(back);
            other[client] = back;
            other[back] = client;
            watch(epoll, EPOLL_CTL_ADD, client, EPOLLIN);
            watch(epoll, EPOLL_CTL_ADD, back, EPOLLIN);
        }
    }
}
