import { sendBytes } from './send-bytes.ts'

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
export async function uploadAvatar({ picture: bytes, ...upload }: Upload): Promise<void> {
  await sendBytes({ method: 'PUT', path: '/auth/avatar', bytes, ...upload })
}
