import { exportedList } from '../../platform/files/list-export.ts'
import { MICRO } from '../../shared/micro.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { listCreditMoves } from './history.ts'
import { CreditMoveFilters } from './schema.ts'

/** The history of the balance as a sheet; amounts in credits. */
export const creditExport = exportedList({
  kind: 'credits',
  procedure: 'credits.export',
  action: 'credits.exported',
  filters: CreditMoveFilters,
  list: (ctx, input) => listCreditMoves(ctx, { ...input, sort: 'newest' }),
  columns: {
    Number: ({ id }) => id,
    When: ({ at }) => at,
    What: ({ sentence }) => textOfSentence(sentence),
    Kind: ({ kind }) => kind,
    Who: ({ actorName }) => actorName,
    Key: ({ apiKeyName }) => apiKeyName,
    Door: ({ door }) => door,
    Credits: ({ deltaMicro }) => deltaMicro / MICRO,
    Left: ({ availableAfterMicro }) => availableAfterMicro / MICRO,
  },
})
