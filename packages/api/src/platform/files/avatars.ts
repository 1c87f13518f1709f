import { sql } from '@hub/db'

/** Where the server shows people's pictures; a name cannot be guessed, so whoever was given the address may see it. */
const PATH = '/avatars/'

export const avatarPath = (name: string): string => `${PATH}${name}.webp`

/** Path of a person's picture, or null: in a statement about `auth_user`, or about what it is called there. */
export const avatarUrl = (people = 'authUser') =>
  sql<string | null>`${sql.lit(PATH)} || ${sql.ref(`${people}.avatar`)} || '.webp'`

/** The same of whoever a column of another table names; null for somebody who is a fellow member no more. */
export const avatarUrlOf = (column: string) =>
  sql<
    string | null
  >`(select ${avatarUrl('person')} from auth_user as person where person.id = ${sql.ref(column)})`
