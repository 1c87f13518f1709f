import { SocialError } from '../ports.ts'

export interface Bounds {
  /** For the whole exchange. */
  timeoutMs: number
  /** Longest answer, after decompression. */
  maxBytes: number
}

async function textOf(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    // Leaving the loop ends the connection.
    if (size > maxBytes) throw new SocialError('away', 'the answer is too large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** Reads JSON from the provider, bounded in time and size and without following redirects. Throws a SocialError. */
export async function boundedJson(
  url: string,
  { timeoutMs, maxBytes }: Bounds,
  init: RequestInit = {},
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    const text = await textOf(response, maxBytes)
    return { status: response.status, body: JSON.parse(text) as unknown }
  } catch (error) {
    if (error instanceof SocialError) throw error
    throw new SocialError('away', `${new URL(url).host} did not answer as expected`, { cause: error })
  }
}
