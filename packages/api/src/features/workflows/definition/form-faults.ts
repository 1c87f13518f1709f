import type { Form } from './schema.ts'

interface FormFault {
  field: string
  message: string
}

/** What is wrong with a form, as far as whoever fills it in could not mend it. */
export function formFaults({ fields }: Pick<Form, 'fields'>): FormFault[] {
  if (fields.length === 0) return [{ field: 'fields', message: 'Add a question to the form.' }]
  const names = fields.map(({ name }) => name)
  return fields.flatMap(({ name, title, type, choices }, at) => [
    ...(names.indexOf(name) === at
      ? []
      : [{ field: `fields.${name}`, message: `Another question is called “${name}” already.` }]),
    ...(type === 'choice' && choices.length < 2
      ? [{ field: `fields.${name}`, message: `Give “${title}” at least two answers to choose from.` }]
      : []),
  ])
}
