/** Resolves like the check, or rejects when it takes longer than `ms`. */
export async function withinTime<T>(check: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer in time')), ms)
  try {
    return await Promise.race([check, late])
  } finally {
    clearTimeout(timer)
  }
}
