import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Textarea } from '@hub/ui/textarea'
import type { KeyboardEvent } from 'react'

export interface EditedTextProps {
  /** Read out; the place says it to those who see. */
  label: string
  value: string
  max: number
  onType: (value: string) => void
  /** The field was left, or Enter pressed. */
  onLeave: () => void
  /** Esc: the typing is taken back. */
  onTakeBack: (() => void) | undefined
  required?: boolean | undefined
  multiline?: boolean | undefined
  /** One line of text that may be longer than its box: it grows instead of hiding the end. */
  wraps?: boolean | undefined
  placeholder?: string | undefined
  className?: string | undefined
}

/** Text that is changed where it stands: saved when left or with Enter, Esc takes the typing back. */
export function EditedText(props: EditedTextProps) {
  const { label, value, max, onType, onLeave, onTakeBack } = props
  const { required = false, multiline = false, wraps = false, placeholder, className } = props
  const isMissing = required && value.trim() === ''
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    // While an input method is composing a word, its keys choose the word.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.currentTarget.blur()
    } else if (event.key === 'Escape' && onTakeBack) {
      // Only the typing is given up; the drawer around it stays open.
      event.stopPropagation()
      onTakeBack()
    }
  }
  const control = {
    value,
    maxLength: max,
    placeholder,
    className,
    onChange: ({ target }: { target: { value: string } }) =>
      onType(wraps ? target.value.replaceAll(/[\r\n]+/g, ' ') : target.value),
    onBlur: onLeave,
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
