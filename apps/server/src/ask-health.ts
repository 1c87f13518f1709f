const ASK_TIMEOUT_MS = 2_000

/** Whether a hub, and no other program, answers at this origin. */
export async function isHub(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
    const answer: unknown = await response.json()
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'service' in answer &&
      answer.service === 'smart-ai-hub'
    )
  } catch {
    return false
  }
}
