/**
 * Elementary functions that give the same digits on every machine. JavaScript leaves the last bits of `Math.exp` and
 * its kin to each engine, and Excel for Mac runs another engine than Windows, so the engine uses one port of fdlibm.
 */
export { default as erfc } from "@stdlib/math-base-special-erfc";
export { default as erfcinv } from "@stdlib/math-base-special-erfcinv";
export { default as exp } from "@stdlib/math-base-special-exp";
export { default as expm1 } from "@stdlib/math-base-special-expm1";
export { default as ln } from "@stdlib/math-base-special-ln";
export { default as log1p } from "@stdlib/math-base-special-log1p";
export { default as pow } from "@stdlib/math-base-special-pow";
