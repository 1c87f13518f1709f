import { createHmac } from 'node:crypto'

/*
 * An id says all that its offer follows from, and ends in a checksum that only this inventory's seed gives. So ids of others,
 * and ids that somebody wrote by hand, name nothing.
 */

const LONGEST = 120
const CHECKSUM = 10
const PREFIX = 'demo'
const ID = /^demo\.([a-z]\d{1,3})\.(.{1,100})\.([\w-]{10})$/

/** Makes ids of offers, and reads them again. */
export interface OfferIds {
  idOf: (kind: string, fields: readonly (string | number)[]) => string
  /** The fields of an id of this kind; null where it is none of ours. */
  fieldsOf: (kind: string, id: string) => string[] | null
}

export function offerIds(seed: string): OfferIds {
  const sumOf = (body: string) =>
    createHmac('sha256', seed).update(body).digest('base64url').slice(0, CHECKSUM)
  return {
    idOf: (kind, fields) => {
      const body = `${PREFIX}.${kind}.${fields.join('.')}`
      return `${body}.${sumOf(body)}`
    },
    fieldsOf: (kind, id) => {
      if (id.length > LONGEST) return null
      const [, written, fields = '', sum] = ID.exec(id) ?? []
      if (written !== kind || sum !== sumOf(`${PREFIX}.${kind}.${fields}`)) return null
      return fields.split('.')
    },
  }
}

const DAY_MS = 86_400_000

/** A day in three signs: days since 1970 in base 36. */
export const packDay = (day: string): string => Math.round(Date.parse(`${day}T00:00Z`) / DAY_MS).toString(36)
export const unpackDay = (packed: string): string =>
  new Date(Number.parseInt(packed, 36) * DAY_MS).toISOString().slice(0, 10)
