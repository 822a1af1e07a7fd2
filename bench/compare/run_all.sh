#!/bin/bash
# PASSES interleaved passes over all groups (one repetition each), until STOP_AT (HH:MM, optional). About 6 minutes a pass.
# Variables: PERF_WORK PASSES SECS RES QUIET_MAX BENCHES STOP_AT; ROWS: a generated UPPLAN file for the validators
cd "$(dirname "$0")"
export PERF_WORK=${PERF_WORK:?set PERF_WORK to a scratch folder} QUIET_MAX=${QUIET_MAX:-8}
export RES=${RES:-$PERF_WORK/results}
python=$PERF_WORK/venv/bin/python
mkdir -p "$RES"

validators() {
  $python validators.py "${ROWS:-$PERF_WORK/rows.csv}" "$PERF_WORK/slices" | while read -r tag name value unit; do
    if [ "$tag" = RESULT ]; then
      $python -c "import record, sys; record.rec('csv', sys.argv[1], float(sys.argv[2]), sys.argv[3])" "$name" "$value" "$unit"
    else
      echo "$tag $name $value $unit"
    fi
  done
}

for pass in $(seq "${PASSES:-5}"); do
  for bench in ${BENCHES:-mail sftp pg nginx sqlite limits as2 csv nats}; do
    [ -n "$STOP_AT" ] && [ "$(date +%H:%M)" \> "$STOP_AT" ] && exit 0
    echo "== pass $pass $bench $(date +%T) load $(cut -d' ' -f1 /proc/loadavg)"
    case $bench in
      limits) REPS=1 SECS=${SECS:-0.7} ./limits.sh ;;
      csv) validators ;;
      *) REPS=1 SECS=${SECS:-1.5} $python "${bench}_bench.py" 2>&1 | grep -v eof_received ;;
    esac
  done
done
$python report.py > "$RES/report.md"
