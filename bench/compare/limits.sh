#!/bin/bash
# The limits of the machine: bench-limits, openssl and zstd. Variables: PERF_WORK BIN REPS SECS RES PARTS QUIET_MAX
cd "$(dirname "$0")"
work=${PERF_WORK:?set PERF_WORK to a scratch folder}
bin=${BIN:-../target/release}/bench-limits
results=${RES:-$work/results}
parts=" ${PARTS:-disk crypto tls wire sqlite ceiling openssl zstd} "
export SECS=${SECS:-1}
mkdir -p "$results"

noisy() {
  ps -eo stat=,comm= | grep -qE '^[^Z].* (rustc|cc1|cc1plus|ld|dpkg|pytest)$|^[RD].* (chromium|cargo|node)$' && echo true || echo false
}
put() { # group: reads "RESULT name value unit" lines
  while read -r tag name value unit; do
    [ "$tag" = RESULT ] || continue
    printf '%-56s %14.2f %s\n' "$name" "$value" "$unit"
    echo "{\"noisy\":$(noisy),\"name\":\"$name\",\"value\":$value,\"unit\":\"$unit\",\"ts\":$(date +%s),\"load\":$(cut -d' ' -f1 /proc/loadavg)}" >> "$results/$1.jsonl"
  done
}
quiet() { python3 -c "import record; record.wait_quiet()"; }
wants() { case "$parts" in *" $1 "*) return 0 ;; esac; return 1; }

by_openssl() {
  openssl speed -mr -seconds 1 -evp aes-256-gcm -bytes 16384 2>/dev/null |
    awk -F: '/^\+F/{printf "RESULT openssl.aes256gcm_16KB %.1f MB/s\n",$NF/1e6}' | put crypto
  openssl speed -mr -seconds 1 -evp sha256 -bytes 16384 2>/dev/null |
    awk -F: '/^\+F/{printf "RESULT openssl.sha256_16KB %.1f MB/s\n",$NF/1e6}' | put crypto
  openssl speed -seconds 1 ecdsap256 rsa2048 2>/dev/null | awk '
    /^rsa 2048/{print "RESULT openssl.rsa2048_sign",$(NF-1),"op/s"; print "RESULT openssl.rsa2048_verify",$NF,"op/s"}
    /nistp256/{print "RESULT openssl.p256_sign",$(NF-1),"op/s"; print "RESULT openssl.p256_verify",$NF,"op/s"}' | put crypto
  for kind in ec rsa; do handshakes_by_openssl $kind; done
}

# Two clients, so that the single-threaded server is the limit; real seconds.
handshakes_by_openssl() {
  local certs=$work/certs server clients=()
  openssl s_server -accept 127.0.0.1:14400 -cert "$certs/$1-server.pem" -key "$certs/$1-server.key" -CAfile "$certs/$1-ca.pem" \
    -Verify 2 -verify_return_error -tls1_3 -num_tickets 0 -quiet -www >/dev/null 2>&1 &
  server=$!
  sleep 0.4
  for client in 1 2; do
    openssl s_time -connect 127.0.0.1:14400 -new -tls1_3 -cert "$certs/$1-client.pem" -key "$certs/$1-client.key" \
      -CAfile "$certs/$1-ca.pem" -time 3 > "$work/s_time.$client" 2>&1 &
    clients+=($!)
  done
  wait "${clients[@]}"
  cat "$work"/s_time.[12] | awk -v kind="$1" '/connections in .* real seconds/{n+=$1; t=$4}
    END{if(t>0)printf "RESULT openssl.s_time_mtls13_full_%s_2clients_1server %.1f hs/s\n",kind,n/t}' | put tls
  kill $server
  wait $server 2>/dev/null
}

by_zstd() { # file, name
  zstd -b3 -i1 "$1" 2>&1 | tr '\r' '\n' | grep -oP 'x?[\d.]+\),\s+[\d.]+ MB/s,?\s+[\d.]+ MB/s' | tail -1 |
    sed -E "s/^x?([0-9.]+)\),\s+([0-9.]+) MB\/s,?\s+([0-9.]+) MB\/s/RESULT zstd3_$2_ratio \1 x\nRESULT zstd3_$2_compress \2 MB\/s\nRESULT zstd3_$2_decompress \3 MB\/s/" |
    put zstd
}

for _ in $(seq "${REPS:-5}"); do
  wants disk && { quiet; $bin disk "$work" work | put disk; }
  wants crypto && { quiet; $bin crypto | put crypto; }
  wants wire && { quiet; $bin wire "$work/certs" "$work" | put wire; }
  wants tls && { quiet; $bin tls "$work/certs" | put tls; }
  wants sqlite && { quiet; $bin sqlite "$work" | put sqlite; }
  wants ceiling && { quiet; $bin ceiling "$work" | put ceiling; }
  wants openssl && { quiet; by_openssl; }
  wants zstd && { quiet; by_zstd "$work/rows.csv" rows; by_zstd "$work/payload.bin" payload; }
done
true
