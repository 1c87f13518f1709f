import type { Part } from './manifest.ts'

export const missingWords = (name: string): string =>
  `The part ${name} of the backup is missing. Use another backup.`

export const cutWords = ({ name, bytes }: Part, found: number): string =>
  `The part ${name} of the backup has ${found} bytes instead of ${bytes}: it was cut or added to. Use another backup.`

export const damagedWords = (name: string): string =>
  `The part ${name} of the backup is damaged. Use another backup.`
