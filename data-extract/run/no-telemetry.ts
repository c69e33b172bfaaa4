/**
 * onnxruntime's own builds tell its makers which models are run, and keep a database of it
 * below the home directory, unless this is set before they are loaded. Nothing is to leave
 * the machine; where it is set already, it stays as it is.
 *
 * @remarks
 * In a worker thread this has no effect, since its environment is a copy: `aim` sets the
 * variable in its main thread.
 */
process.env.ORT_DISABLE_TELEMETRY ??= '1';

export {};
