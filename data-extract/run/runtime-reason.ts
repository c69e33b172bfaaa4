/**
 * What onnxruntime complains of, in one line: its own places in its sources and the
 * conditions that it checked say nothing to a user.
 */
export function runtimeReason(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line
    .replace(/\/onnxruntime_src\/.*? was false\.\s*/, '')
    .replace(/\/onnxruntime_src\/\S+\s+/, '')
    .trim();
}
