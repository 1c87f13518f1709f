import type { OwnerDb } from '@hub/db/migrations'
import { allowTakingBack } from './ledger/posting.ts'

/** An invoice, a payment or an entry whose account was archived since can be taken back. */
export const up = (db: OwnerDb): Promise<void> => allowTakingBack(db)
