/** English words of "exchange". Key = what it is for; value = an ICU message. Other languages must have the same keys. */
export const exchange = {};
