#!/usr/bin/env bash
# Submit from a checkout on a shared disk, after `npm ci && npm run setup`:
#   shards=$(sbatch --parsable --array=1-16 docs/sharding/slurm.sh)
#   sbatch --dependency=afterok:$shards --wrap 'npm run render -- --preset final --cache chunks --assemble'
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
set -euo pipefail
npm run render -- --preset final --cache chunks --workers 1 \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
