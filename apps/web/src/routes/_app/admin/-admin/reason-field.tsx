import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import type { RefObject } from 'react'

const REASON_MIN = 3

export const isReason = (text: string): boolean => text.trim().length >= REASON_MIN

interface ReasonFieldProps {
  hint: string
  value: string
  isMissing: boolean
  ref: RefObject<HTMLInputElement | null>
  onValueChange: (value: string) => void
}

/** Why an administrator does something, in a few words. */
export function ReasonField({ hint, value, isMissing, ref, onValueChange }: ReasonFieldProps) {
  return (
    <Field label="Reason" hint={hint} error={isMissing && 'Say why, in a few words.'}>
      <Input
        ref={ref}
        value={value}
        maxLength={200}
        onChange={(event) => onValueChange(event.target.value)}
      />
    </Field>
  )
}
