import { AppError } from './errors.ts'

/** What is wrong with one field of an input, in words for whoever filled it in. */
export const fieldFault = (path: string, message: string): AppError =>
  new AppError('BAD_REQUEST', { message, issues: [{ path, message }] })
