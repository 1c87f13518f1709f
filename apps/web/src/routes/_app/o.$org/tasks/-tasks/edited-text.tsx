import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Textarea } from '@hub/ui/textarea'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'

export interface EditedTextProps {
  /** Read out; the place says it to those who see. */
  label: string
  value: string
  max: number
  onSave: (value: string) => void
  required?: boolean | undefined
  multiline?: boolean | undefined
  /** One line of text that may be longer than its box: it grows instead of hiding the end. */
  wraps?: boolean | undefined
  placeholder?: string | undefined
  className?: string | undefined
}

/** Text that is changed where it stands: saved when left or with Enter, Esc takes the typing back. */
export function EditedText(props: EditedTextProps) {
  const { label, value, max, onSave, required = false, multiline = false, wraps = false } = props
  const { placeholder, className } = props
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? value
  const isMissing = required && shown.trim() === ''
  const save = () => {
    if (typed === null || isMissing) return
    setTyped(null)
    if (typed.trim() !== value) onSave(typed.trim())
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.currentTarget.blur()
    } else if (event.key === 'Escape' && typed !== null) {
      // Only the typing is given up; the drawer around it stays open.
      event.stopPropagation()
      setTyped(null)
    }
  }
  const control = {
    value: shown,
    maxLength: max,
    placeholder,
    className,
    onChange: ({ target }: { target: { value: string } }) =>
      setTyped(wraps ? target.value.replaceAll(/[\r\n]+/g, ' ') : target.value),
    onBlur: save,
    onKeyDown,
  }
  return (
    <Field label={label} hideLabel className="w-full" error={isMissing ? 'A task needs a title.' : undefined}>
      {multiline || wraps ? (
        <Textarea
          {...control}
          rows={wraps ? 1 : 4}
          className={wraps ? `field-sizing-content min-h-0! resize-none! ${className ?? ''}` : className}
        />
      ) : (
        <Input {...control} />
      )}
    </Field>
  )
}
