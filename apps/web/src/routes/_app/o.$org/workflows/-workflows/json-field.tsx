import { Field } from '@hub/ui/field'
import { Textarea } from '@hub/ui/textarea'
import { useState } from 'react'
import type { Values } from './schema-fields.ts'

export interface JsonFieldProps {
  label: string
  hint: string
  value: Values
  onChange: (value: Values) => void
  error?: string | undefined
  optional?: boolean | undefined
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function read(typed: string): Values | null {
  if (typed.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(typed)
    return isValues(value) ? value : null
  } catch {
    return null
  }
}

/** Values by name, written as JSON; what cannot be read yet stays in the field alone. */
export function JsonField({ label, hint, value, onChange, error, optional }: JsonFieldProps) {
  const [typed, setTyped] = useState(() =>
    Object.keys(value).length === 0 ? '' : JSON.stringify(value, null, 2),
  )
  const isBroken = read(typed) === null
  return (
    <Field
      label={label}
      hint={hint}
      optional={optional}
      error={isBroken ? 'This is not complete JSON yet, such as {"name": "value"}.' : error}
    >
      <Textarea
        rows={4}
        spellCheck={false}
        className="font-mono text-13"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          const values = read(target.value)
          if (values !== null) onChange(values)
        }}
      />
    </Field>
  )
}
