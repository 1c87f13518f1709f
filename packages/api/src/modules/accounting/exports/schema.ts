import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { BookDay } from '../book/schema.ts'

export const BookFormat = z.enum(['hledger', 'beancount'])
export type BookFormat = z.infer<typeof BookFormat>

const bookFilters = {
  format: BookFormat.meta({ description: 'The program that shall read it' }),
  mode: z.enum(['booked', 'base']).meta({ description: 'Amounts as booked, or all in the books’ currency' }),
  from: BookDay.optional(),
  to: BookDay.optional(),
}
export const BookFilters = z.object(bookFilters)
export type BookFilters = z.infer<typeof BookFilters>
export const PrepareBookExport = mutationInput(bookFilters)
