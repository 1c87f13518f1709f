import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'

type Format = 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff'

const left = { r: 200, g: 30, b: 30 }
const right = { r: 30, g: 30, b: 200 }

/** A picture whose left half is red and whose right half is blue. */
export async function picture(format: Format = 'png', width = 320, height = 240): Promise<Buffer> {
  const half = { width: width / 2, height, channels: 3 as const, background: right }
  return sharp({ create: { width, height, channels: 3, background: left } })
    .composite([{ input: { create: half }, left: width / 2, top: 0 }])
    .toFormat(format)
    .toBuffer()
}

/** A telephone's picture: lying on its side with a note of how to turn it, and with the place where it was taken. */
export const telephonePicture = async (): Promise<Buffer> =>
  sharp(await picture('png'))
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Maeve Brannigan' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A black PNG of so many pixels a side, of which next to nothing has to be sent. */
export function bomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const rows = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)))
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** The smallest PNG: one pixel. */
export const TINY_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
