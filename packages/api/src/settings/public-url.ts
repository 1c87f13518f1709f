import { url } from './setting-url.ts'

/** Links, cookies and audiences are made of the origin alone: what else stands in an address would be lost without a word. */
const isAlone = (value: string): boolean => {
  const { href, origin } = new URL(value)
  return href === `${origin}/`
}

/** The origin that people and programs know the hub by. */
export const publicUrlField = url('http', 'https')
  .refine(isAlone, {
    error: ({ input }) =>
      `must be the address of the hub without a path, user or query; write ${new URL(String(input)).origin}`,
    when: ({ issues }) => issues.length === 0,
  })
  .transform((value) => new URL(value).origin)
  .optional()
