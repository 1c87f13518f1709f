import { Field } from '@hub/ui/field'
import { Textarea } from '@hub/ui/textarea'
import { useEffect, useRef, useState } from 'react'
import type { Values } from './schema-fields.ts'

export interface JsonFieldProps {
  label: string
  hint: string
  value: Values
  onChange: (value: Values) => void
  error?: string | undefined
  optional?: boolean | undefined
}

export const isValues = (value: unknown): value is Values =>
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

const textOf = (value: Values): string =>
  Object.keys(value).length === 0 ? '' : JSON.stringify(value, null, 2)

const PROBLEM = 'This is not complete JSON yet, such as {"name": "value"}.'

/**
 * Values by name, written as JSON; what cannot be read yet stays in the field alone. The form around it knows of that by
 * the validity of the control, and is not to be sent with the values from before.
 */
export function JsonField({ label, hint, value, onChange, error, optional }: JsonFieldProps) {
  const [last, setLast] = useState(() => textOf(value))
  const values = read(last)
  const isBroken = values === null
  // What was changed elsewhere, such as by Undo, takes the place of what was typed.
  const typed = isBroken || JSON.stringify(values) === JSON.stringify(value) ? last : textOf(value)
  const control = useRef<HTMLTextAreaElement>(null)
  useEffect(() => control.current?.setCustomValidity(isBroken ? PROBLEM : ''), [isBroken])
  return (
    <Field label={label} hint={hint} optional={optional} error={isBroken ? PROBLEM : error}>
      <Textarea
        ref={control}
        rows={4}
        spellCheck={false}
        className="font-mono text-13"
        value={typed}
        onChange={({ target }) => {
          setLast(target.value)
          const next = read(target.value)
          if (next !== null) onChange(next)
        }}
      />
    </Field>
  )
}
