import { Checkbox } from '@hub/ui/checkbox'
import type { CheckboxProps } from '@hub/ui/checkbox'

/** Off until somebody wants it: what is not brought in need not be looked after. */
export const PersonalChoice = (props: CheckboxProps) => (
  <Checkbox
    label="Bring in names, e-mail addresses and towns of customers"
    hint="Without them customers are numbers, and their orders still add up."
    {...props}
  />
)
