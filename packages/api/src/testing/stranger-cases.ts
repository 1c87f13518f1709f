/** Fields a generated input cannot guess, by procedure. */
export const sampleExtras: Record<string, Record<string, unknown>> = {}

/** Procedures whose owner is rightly refused with a generated input, and why; all others must succeed for the owner. */
export const ownerCannot: Record<string, string> = {}
