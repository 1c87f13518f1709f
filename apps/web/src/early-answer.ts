declare global {
  interface Window {
    /** What `early.js` asked the hub while this program was on its way. */
    hubEarly?: { url: string; answer: Promise<Response> } | undefined
  }
}

/** The answer to what was asked before this program ran; each is given once. */
export function earlyAnswer(url: unknown): Promise<Response> | undefined {
  const early = window.hubEarly
  if (early === undefined || early.url !== url) return undefined
  window.hubEarly = undefined
  return early.answer
}
