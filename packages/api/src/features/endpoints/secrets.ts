import type { KeyObject } from 'node:crypto'
import { seal, unseal } from '../../platform/secrets/secrets.ts'

interface Place {
  orgId: string
  /** Of the endpoint. */
  id: string
}

/** Bound to its place: one that is moved to another row opens nothing. */
const placeText = ({ orgId, id }: Place) => `endpoint:${orgId}:${id}`

export const sealSecret = (key: KeyObject, place: Place, secret: string): Buffer =>
  seal(key, secret, placeText(place))

/** null where another HUB_SECRET sealed it: somebody has to make a new one. */
export function openSecret(key: KeyObject, place: Place, sealed: Buffer): string | null {
  try {
    return unseal(key, sealed, placeText(place))
  } catch {
    return null
  }
}
