# Ends what a lab leaves behind. Reads orders from the host; when the input ends, the host is gone, however it went.
#   +PID watch   -PID forget   =PATH remove this file or folder   cPATH remove this cgroup
# First argument: the mark in the environment of every process of this lab.
mark=$1
shift
exec >/dev/null 2>&1
trap '' HUP INT TERM
pids=" "
groups=" "
while IFS= read -r order; do
  case $order in
    +*) pids="$pids${order#+} " ;;
    -*) gone=" ${order#-} "
        case $pids in *"$gone"*) pids="${pids%%"$gone"*} ${pids#*"$gone"}" ;; esac ;;
    =/*) set -- "$@" "${order#=}" ;;
    c/*) groups="$groups${order#c} " ;;
  esac
done

# A process started in the host's last moment was never announced; its environment gives it away.
marked() { grep -lzxF -- "$mark" /proc/[0-9]*/environ | cut -d/ -f3; }

# Everything below the given processes: PostgreSQL's backends, for one.
tree() {
  if [ -d /proc/self ]; then
    cat /proc/[0-9]*/status | awk '/^Pid:/ { pid = $2 } /^PPid:/ { print pid, $2 }'
  else
    ps -axo pid=,ppid=
  fi | awk -v roots="$*" '
    BEGIN { n = split(roots, queue, " "); for (i = 1; i <= n; i++) seen[queue[i]] = 1 }
    { children[$2] = children[$2] " " $1 }
    END {
      for (i = 1; i <= n; i++) {
        m = split(children[queue[i]], c, " ")
        for (j = 1; j <= m; j++) if (!(c[j] in seen)) { seen[c[j]] = 1; queue[++n] = c[j] }
      }
      for (i = 1; i <= n; i++) print queue[i]
    }'
}

# Twice, because a tree may grow while it is being read.
for round in 1 2; do
  all=$(tree $pids $(marked))
  [ -n "$all" ] || break
  kill -KILL $all
  for pid in $all; do
    # Sockets of the .NET debugger and diagnostics, which a killed process cannot remove itself.
    rm -f "${TMPDIR:-/tmp}/dotnet-diagnostic-$pid-"* "${TMPDIR:-/tmp}/clr-debug-pipe-$pid-"*
  done
  sleep 0.1
done

for path in "$@"; do
  # PostgreSQL's shared memory outlives a killed server; line 7 of its lock file is `key id`.
  find "$path" -name postmaster.pid -exec sed -n 7p {} + | while read -r key id; do ipcrm -m "$id"; done
  rm -rf -- "$path"
done

# A group can go only once the last process in it has been collected by its parent.
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  left=
  for group in $groups; do [ ! -d "$group" ] || rmdir "$group" || left=1; done
  [ -n "$left" ] || break
  sleep 0.1
done
