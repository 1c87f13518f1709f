import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { bomb, picture, telephonePicture } from '../../testing/pictures.ts'
import { squarePicture } from './picture.ts'

const refusal = (message: string) => ({
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: expect.stringContaining(message) as string,
})
const damaged = refusal('damaged or incomplete')
const notAPicture = refusal('Choose a picture')

/** Red, green and blue of one point of a WebP. */
async function colorAt(bytes: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)]
}

const isRed = ([r = 0, , b = 0]: number[]) => r > 150 && b < 80

let jpeg: Buffer
beforeAll(async () => {
  jpeg = await picture('jpeg')
})

describe('a picture is drawn anew (AUTH-10)', () => {
  test.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    'from %s to a square WebP of 256 pixels',
    async (format) => {
      const made = await squarePicture(await picture(format))
      const { width, height, format: read } = await sharp(made).metadata()
      expect({ width, height, read }).toEqual({ width: 256, height: 256, read: 'webp' })
      expect(isRed(await colorAt(made, 20, 128))).toBe(true)
      expect(isRed(await colorAt(made, 236, 128))).toBe(false)
    },
  )

  test('upright, and without the place, the name and the camera it carried', async () => {
    const taken = await telephonePicture()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    const made = await squarePicture(taken)
    const { exif, icc, xmp, orientation } = await sharp(made).metadata()
    expect({ exif, icc, xmp, orientation }).toEqual({})
    expect(made.includes('Brannigan')).toBe(false)
    // Turned by a quarter: what was left is on top.
    expect(isRed(await colorAt(made, 128, 20))).toBe(true)
    expect(isRed(await colorAt(made, 128, 236))).toBe(false)
  })

  test('on white where it was transparent', async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 }
    const input = sharp({ create: { width: 40, height: 40, channels: 4, background } })
    const made = await squarePicture(await input.png().toBuffer())
    expect((await sharp(made).metadata()).hasAlpha).toBe(false)
    expect(Math.min(...(await colorAt(made, 128, 128)))).toBeGreaterThan(250)
  })

  test('without what was hidden behind or inside it', async () => {
    const script = Buffer.from('<script>alert(document.domain)</script>')
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), script])
    const polyglot = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), script])
    const made = await squarePicture(polyglot)
    expect(made.includes('script')).toBe(false)
    expect(made.subarray(8, 12).toString()).toBe('WEBP')
  })
})

describe('what is no picture is refused', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>')],
    [
      'an SVG with a declaration',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['PDF', Buffer.from('%PDF-1.7\n')],
    ['a program', Buffer.from('\x7fELF', 'latin1')],
  ])('%s', async (_name, bytes) => {
    await expect(squarePicture(bytes)).rejects.toMatchObject(notAPicture)
  })

  test('TIFF, which is a picture of another kind', async () => {
    await expect(squarePicture(await picture('tiff'))).rejects.toMatchObject(notAPicture)
  })

  test.each([
    ['a GIF that goes on as HTML', Buffer.from('GIF89a/*<script>*/=1;alert(1)</script>')],
    [
      'a PNG that goes on as SVG',
      Buffer.from('\x89PNG\r\n\x1a\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'latin1'),
    ],
    ['a JPEG of two bytes more than its start', Buffer.from('\xff\xd8\xff\xe0\x00', 'latin1')],
    ['a WebP of nothing', Buffer.from('RIFF\x04\x00\x00\x00WEBP', 'latin1')],
  ])('%s', async (_name, bytes) => {
    await expect(squarePicture(bytes)).rejects.toMatchObject(damaged)
  })

  test('one that ends in the middle', async () => {
    const png = await picture('png', 600, 600)
    await expect(squarePicture(png.subarray(0, png.length / 2))).rejects.toMatchObject(damaged)
  })

  test('one that unpacks to more than 20 million pixels, before it is unpacked', async () => {
    const small = bomb(4_400)
    await expect(squarePicture(small)).resolves.toBeInstanceOf(Buffer)
    const large = bomb(20_000)
    expect(large.length).toBeLessThan(100_000)
    const before = process.memoryUsage.rss()
    await expect(squarePicture(large)).rejects.toMatchObject(refusal('20 million pixels'))
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
  })
})

test('after the first picture the library reads no other kind, whoever asks it', async () => {
  const tiff = await picture('tiff')
  await squarePicture(await picture('png'))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
  await expect(sharp(svg).metadata()).rejects.toThrow('unsupported image format')
  await expect(sharp(tiff).metadata()).rejects.toThrow('unsupported image format')
})

test('two are drawn at once, twenty wait, and whoever comes then is told when to return', async () => {
  const png = await picture('png', 1_000, 1_000)
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => squarePicture(png)))
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(8)
  expect(refused[0]?.reason).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 5 } })
  await expect(squarePicture(png)).resolves.toBeInstanceOf(Buffer)
})
