import { renewSession } from './auth.ts'
import { failureOf, toFailure } from './failure.ts'
import { pageHeaders } from './page-headers.ts'

export interface SentBytes {
  method: 'PUT' | 'POST'
  path: string
  bytes: Blob
  headers?: Readonly<Record<string, string>>
  /** The same for every try of one intent. */
  idempotencyKey: string
  /** From 0 to 1, while it is on its way. */
  onProgress: (part: number) => void
  signal?: AbortSignal | undefined
}

/** Sends a file as it is and gives the answer. Throws a Failure whose words can be shown. */
export async function sendBytes(given: SentBytes): Promise<Response> {
  const sentAt = Date.now()
  const answer = await send(given)
  if (answer.ok) return answer
  const failure = await failureOf(answer)
  if (failure.code !== 'UNAUTHORIZED' || !(await renewSession(sentAt))) throw failure
  const again = await send(given)
  if (!again.ok) throw await failureOf(again)
  return again
}

/** Only this way does a browser say how much of a request has left. */
function send(given: SentBytes): Promise<Response> {
  const { method, path, bytes, headers = {}, idempotencyKey, onProgress, signal } = given
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(loaded / Math.max(1, total)),
    )
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText, { status: request.status })),
    )
    for (const end of ['error', 'abort'])
      request.addEventListener(end, () => reject(toFailure(new TypeError('network'))))
    signal?.addEventListener('abort', () => request.abort())
    request.open(method, path)
    const all = { ...headers, ...pageHeaders(), 'idempotency-key': idempotencyKey }
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value)
    request.send(bytes)
  })
}
