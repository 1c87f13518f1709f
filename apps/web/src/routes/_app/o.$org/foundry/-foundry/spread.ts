import type { Condition } from '@hub/api/schemas/shared/conditions'
import type { Facet, ObjectProperty } from './foundry-types.ts'

/** How the values of one property are spread, and the filter on it. */
export interface SpreadProps {
  facet: Facet
  property: ObjectProperty
  /** The conditions on this property. */
  own: Condition[]
  onChange: (own: Condition[]) => void
  /** Asks for more of its values; null where there are no more to ask for. */
  onMore: (() => void) | null
}
