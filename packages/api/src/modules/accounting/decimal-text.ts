/** "23.000000" as "23", since columns have their digits whatever was typed. */
export const decimalText = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
