/**
 * How Node runs the server. Left alone, V8 lets its young generation grow with the memory of the machine, and each collection
 * then holds every request up for 10 ms and more; at 16 MB it takes a third of that, for no more CPU (docs/operations.md).
 */
export const SERVER_FLAGS = ['--max-semi-space-size=16']
