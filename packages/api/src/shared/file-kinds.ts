/** Kinds of files that can be attached, each with what browsers and programs call it and how its names end. */
export const fileKinds = {
  pdf: { title: 'PDF', mediaType: 'application/pdf', endings: ['pdf'] },
  png: { title: 'PNG picture', mediaType: 'image/png', endings: ['png'] },
  jpeg: { title: 'JPEG picture', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { title: 'WebP picture', mediaType: 'image/webp', endings: ['webp'] },
  xlsx: {
    title: 'Excel workbook',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
  },
  csv: { title: 'CSV table', mediaType: 'text/csv', endings: ['csv'] },
  ofx: { title: 'OFX bank statement', mediaType: 'application/x-ofx', endings: ['ofx', 'qfx'] },
  camt: { title: 'CAMT.053 bank statement', mediaType: 'application/xml', endings: ['xml'] },
  json: { title: 'JSON', mediaType: 'application/json', endings: ['json'] },
  txt: { title: 'plain text', mediaType: 'text/plain', endings: ['txt'] },
  eml: { title: 'mail', mediaType: 'message/rfc822', endings: ['eml'] },
} as const satisfies Record<string, { title: string; mediaType: string; endings: readonly string[] }>

export type FileKind = keyof typeof fileKinds

/** In the order they are named to people. */
export const fileKindNames = Object.keys(fileKinds) as [FileKind, ...FileKind[]]

/** No entity may take larger files. */
export const LARGEST_ATTACHED_BYTES = 25 * 1024 * 1024

/** What comes after the last dot, in small letters; empty where there is none. */
export const endingOf = (name: string): string => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The kind whose names end like this one. */
export const kindOfName = (name: string): FileKind | undefined =>
  fileKindNames.find((kind) => (fileKinds[kind].endings as readonly string[]).includes(endingOf(name)))

const MIB = 1024 * 1024

/** "10 MB", "512 kB", "12 bytes" as people read it. */
export function sizeText(bytes: number): string {
  if (bytes >= MIB) return `${Math.round((bytes / MIB) * 10) / 10} MB`
  if (bytes >= 1024) return `${Math.round(bytes / 1024)} kB`
  return bytes === 1 ? '1 byte' : `${bytes} bytes`
}
