import { renewSession } from './auth.ts'
import { failureOf, toFailure } from './failure.ts'

/** What the picker of files offers; the hub looks into the bytes. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/gif'
const MAX_BYTES = 5 * 1024 * 1024

/** What is wrong with a file before it is sent, in words; null when nothing is. */
export function problemOf({ type, size }: Blob): string | null {
  if (!PICTURE_TYPES.split(',').includes(type)) return 'Choose a picture: PNG, JPEG, WebP or GIF.'
  return size > MAX_BYTES ? 'Choose a picture of at most 5 MB.' : null
}

export interface Upload {
  picture: Blob
  /** The same for every try of one intent. */
  idempotencyKey: string
  /** From 0 to 1, while it is on its way. */
  onProgress: (part: number) => void
}

/** Makes a picture the person's own. Throws a Failure whose words can be shown. */
export async function uploadAvatar(upload: Upload): Promise<void> {
  const sentAt = Date.now()
  let answer = await send(upload)
  if (answer.status === 401 && (await renewSession(sentAt))) answer = await send(upload)
  if (!answer.ok) throw await failureOf(answer)
}

/** Only this way does a browser say how much of a request has left. */
function send({ picture, idempotencyKey, onProgress }: Upload): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(loaded / Math.max(1, total)),
    )
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText, { status: request.status })),
    )
    request.addEventListener('error', () => reject(toFailure(new TypeError('network'))))
    request.open('PUT', '/auth/avatar')
    request.setRequestHeader('x-hub-csrf', '1')
    request.setRequestHeader('idempotency-key', idempotencyKey)
    request.send(picture)
  })
}
