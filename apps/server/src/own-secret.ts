import { join } from 'node:path'

const fileIn = (stateDir: string) => join(stateDir, 'hub.secret')
const COPY = 'from a copy (an encrypted backup holds one, see docs/backup.md)'
const LOST = 'start once with HUB_SECRET_OLD=lost (docs/operations.md, “Changing secrets”)'

/** What is wrong where the secret of a database that is there is not; a new one in its place would open nothing. */
export const goneWords = (stateDir: string): string =>
  `${fileIn(stateDir)} is gone, and the database beside it was made with the secret in it. Put it back ${COPY}, or set HUB_SECRET to what it held. Where it is lost for good, ${LOST}.`

/** Deleting it alone would leave a database that nothing opens. */
export const damagedWords = (stateDir: string): string =>
  `The secret in ${fileIn(stateDir)} is damaged; restore it ${COPY}. Where there is none, delete it and ${LOST}: what it sealed has to be set again.`
