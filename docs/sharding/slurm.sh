#!/usr/bin/env bash
# One chunk of plan.json, which slurm-submit.sh makes before it submits this as an array.
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
set -euo pipefail
eval "$(node -p "require('./plan.json').chunks[$SLURM_ARRAY_TASK_ID].command")"
