import type { LinkedCount } from '@hub/api/schemas/shared/conditions'

export const countWords: Record<LinkedCount['op'], string> = {
  '>=': 'at least',
  '<=': 'at most',
  '=': 'exactly',
  '>': 'more than',
  '<': 'fewer than',
}
