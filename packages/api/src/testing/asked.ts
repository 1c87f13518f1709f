import { AppError } from '../shared/errors.ts'

/** The id of the approval that a write by an assistant or MCP client left; throws when it left none. */
export async function asked(write: Promise<unknown>): Promise<string> {
  const error: unknown = await write.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  const id = error instanceof AppError ? error.details.approvalId : undefined
  if (id === undefined) throw new Error('The write was not put up for approval.', { cause: error })
  return id
}
