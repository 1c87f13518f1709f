import { sealedColumns } from '../../platform/secrets/sealed.ts'
import { seal, unseal } from '../../platform/secrets/secrets.ts'
import type { KeyRing } from '../../platform/secrets/secrets.ts'

interface Place {
  orgId: string
  /** Of the endpoint. */
  id: string
}

/** Bound to its place: one that is moved to another row opens nothing. */
const placeText = ({ orgId, id }: Place) => `endpoint:${orgId}:${id}`

export const sealSecret = (key: KeyRing, place: Place, secret: string): Buffer =>
  seal(key, secret, placeText(place))

export const sealedEndpoints = sealedColumns({
  title: 'secrets of endpoints',
  of: 'organizations',
  table: 'endpoint',
  key: { id: 'uuid' },
  columns: ['sealed', 'old_sealed'],
  context: (orgId, [id = '']) => placeText({ orgId, id }),
})

/** null where another HUB_SECRET sealed it: somebody has to make a new one. */
export function openSecret(key: KeyRing, place: Place, sealed: Buffer): string | null {
  try {
    return unseal(key, sealed, placeText(place))
  } catch {
    return null
  }
}
