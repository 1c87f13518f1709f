/** A title within a sentence: "placed", "order lines (Shopify)"; "VAT" stays as it is. */
export const inSentence = (title: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title
