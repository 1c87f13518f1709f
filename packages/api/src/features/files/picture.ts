import { availableParallelism } from 'node:os'
import type Sharp from 'sharp'
import { pictureFormat } from '../../platform/files/recognize.ts'
import type { PictureFormat } from '../../platform/files/recognize.ts'
import { createWorkQueue } from '../../platform/limits/work-queue.ts'
import { AppError } from '../../shared/errors.ts'

/** A telephone's picture has 12 megapixels; what unpacks to more than this is not meant to be looked at. */
const MOST_PIXELS = 20_000_000
const SECONDS = 5
const SIDE_PX = 256
const QUALITY = 82

let loading: Promise<typeof Sharp> | undefined

/** Few hubs see a picture in their first seconds, so the library comes with the first one, and with four of its readers only. */
const loadSharp = () => (loading ??= prepareSharp())

async function prepareSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Png', 'Jpeg', 'Webp', 'Nsgif'].map((name) => `VipsForeignLoad${name}Buffer`),
  })
  sharp.cache(false)
  // Passwords are hashed on the same threads.
  sharp.concurrency(Math.max(1, availableParallelism() - 1))
  return sharp
}

const inPictureQueue = createWorkQueue({
  atOnce: 2,
  waitingAtMost: 20,
  busy: { message: 'Many pictures are being worked on. Try again in a few seconds.', retryAfter: 5 },
})

const notAPicture = (message: string, cause?: unknown) =>
  new AppError('UNSUPPORTED_MEDIA_TYPE', { message, ...(cause !== undefined && { cause }) })

/** What libvips says about too many pixels; its other words are about broken files. */
const isTooLarge = (error: unknown) => error instanceof Error && /pixel limit/i.test(error.message)

async function redraw(sharp: typeof Sharp, bytes: Buffer, format: PictureFormat): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    const { format: read } = await picture.metadata()
    if (read !== format) throw new Error(`Says it is ${format} and is ${read}.`)
    return await picture
      .autoOrient()
      // The letters behind it must not shine through.
      .flatten({ background: '#fff' })
      .resize(SIDE_PX, SIDE_PX, { fit: 'cover' })
      .webp({ quality: QUALITY })
      .timeout({ seconds: SECONDS })
      .toBuffer()
  } catch (error) {
    if (isTooLarge(error))
      throw notAPicture('This picture has more than 20 million pixels. Choose a smaller one.', error)
    throw notAPicture('This picture is damaged or incomplete. Choose another one.', error)
  }
}

/**
 * The picture drawn anew as a square WebP of 256 pixels: upright, cut around its middle, and without anything the file
 * carried besides what can be seen (place, camera, text, scripts). Takes PNG, JPEG, WebP and GIF, of which the first frame.
 * Throws UNSUPPORTED_MEDIA_TYPE for anything else, and UNAVAILABLE when too many wait.
 */
export async function squarePicture(bytes: Buffer): Promise<Buffer> {
  const format = pictureFormat(bytes)
  if (format === null) throw notAPicture('Choose a picture: PNG, JPEG, WebP or GIF.')
  const sharp = await loadSharp()
  return inPictureQueue(() => redraw(sharp, bytes, format))
}
