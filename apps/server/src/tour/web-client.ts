import { AppError } from '@hub/api/server'
import type { ErrorBody } from '@hub/api/server'

const RETRY_MS = 250

/** A page in a browser: cookies, the header a form cannot send, and the typed door. */
export interface WebClient {
  post(path: string, body: unknown): Promise<unknown>
  query<T>(procedure: string, input?: unknown): Promise<T>
  mutate<T>(procedure: string, input?: unknown): Promise<T>
  /** Events of a subscription, until `isLast` says so. */
  follow<T>(procedure: string, input: unknown, isLast: (event: T) => boolean): Promise<T[]>
  organization: string | undefined
}

const refusal = ({ code, message, issues, retryAfter }: ErrorBody) =>
  new AppError(code, { message, issues, retryAfter })

async function answerOf(response: Response): Promise<unknown> {
  const answer = (await response.json()) as {
    result?: { data: unknown }
    error?: { data: ErrorBody }
  } & ErrorBody
  if (!response.ok) throw refusal(answer.error?.data ?? answer)
  return answer.result ? answer.result.data : answer
}

/** `data:` lines of an event stream, parsed; one array for each chunk that brought some. */
async function* eventsOf(response: Response): AsyncGenerator<unknown> {
  let waiting = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    waiting += chunk
    const parts = waiting.split('\n\n')
    waiting = parts.pop() ?? ''
    for (const part of parts) {
      const data = part.split('\n').find((line) => line.startsWith('data: '))
      const isControl = part.split('\n').some((line) => line.startsWith('event: '))
      if (data !== undefined && !isControl) yield JSON.parse(data.slice('data: '.length))
    }
  }
}

export function createWebClient(origin: string): WebClient {
  const cookies = new Map<string, string>()
  const client: WebClient = { organization: undefined, post, query, mutate, follow }

  const headers = (): Record<string, string> => ({
    origin,
    'x-hub-csrf': '1',
    'content-type': 'application/json',
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    ...(client.organization !== undefined && { 'x-hub-org': client.organization }),
  })

  function keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  async function post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify(body),
    })
    keepCookies(response)
    return answerOf(response)
  }

  const address = (procedure: string, input: unknown) =>
    `${origin}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`

  async function query<T>(procedure: string, input: unknown = {}): Promise<T> {
    // The caller names what the procedure's output schema promises.
    return (await answerOf(await fetch(address(procedure, input), { headers: headers() }))) as T
  }

  async function mutate<T>(procedure: string, input: unknown = {}): Promise<T> {
    return (await post(`/trpc/${procedure}`, input)) as T
  }

  async function follow<T>(procedure: string, input: unknown, isLast: (event: T) => boolean): Promise<T[]> {
    const stop = new AbortController()
    const response = await fetch(address(procedure, input), {
      headers: { ...headers(), accept: 'text/event-stream' },
      signal: stop.signal,
    })
    if (!response.ok) await answerOf(response)
    const events: T[] = []
    for await (const event of eventsOf(response)) {
      events.push(event as T)
      if (isLast(event as T)) break
    }
    stop.abort()
    return events
  }

  return client
}

/** Asks again until there is an answer, or the time is over. */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
  { forMs, what }: { forMs: number; what: string },
): Promise<T> {
  const deadline = Date.now() + forMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${forMs / 1000} s.`)
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}
