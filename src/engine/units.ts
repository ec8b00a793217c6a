/** Exact conversions, named by what they are. */
export const TOK_PER_MTOK = 1e6;
export const S_PER_H = 3600;
export const MS_PER_S = 1000;
export const S_PER_DAY = 86_400;
export const H_PER_YEAR = 8760;
export const MONTHS_PER_YEAR = 12;
export const DAYS_PER_YEAR = 365;
/** The undated month of the whole product: 365/12 days, which is 730 hours. */
export const DAYS_PER_MONTH = DAYS_PER_YEAR / MONTHS_PER_YEAR;
export const H_PER_MONTH = H_PER_YEAR / MONTHS_PER_YEAR;
/** Fits over calendar dates use the Julian year, so that leap days do not bend the rate. */
export const DAYS_PER_JULIAN_YEAR = 365.25;
export const W_PER_KW = 1000;
export const KWH_PER_MWH = 1000;
export const J_PER_KWH = 3_600_000;
export const J_PER_WH = 3600;
export const G_PER_KG = 1000;
export const KG_PER_T = 1000;
export const BITS_PER_BYTE = 8;
export const BYTES_PER_GB = 1e9;
export const MIN_PER_H = 60;
