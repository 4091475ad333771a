package dev.tdn4j.kernels.vector;
import jdk.incubator.vector.*;
final class VectorMath {
 static FloatVector exp(FloatVector x){return x.lanewise(VectorOperators.EXP);} static FloatVector log(FloatVector x){return x.lanewise(VectorOperators.LOG);}
 static FloatVector sqrt(FloatVector x){return x.sqrt();} static FloatVector reciprocal(FloatVector x){return FloatVector.broadcast(Lanes.FLOATS,1f).div(x);}
 static FloatVector sin(FloatVector x){return x.lanewise(VectorOperators.SIN);} static FloatVector cos(FloatVector x){return x.lanewise(VectorOperators.COS);}
 static FloatVector sigmoid(FloatVector x){return reciprocal(exp(x.neg()).add(1f));}
 static FloatVector sigmoid1(FloatVector x){var s=sigmoid(x); return s.sub(s.mul(s));}
 static FloatVector sigmoid2(FloatVector x){var s=sigmoid(x); return s.sub(s.mul(s)).mul(s.mul(-2f).add(1f));}
 static FloatVector sigmoid3(FloatVector x){var s1=sigmoid1(x); return s1.mul(s1.mul(-6f).add(1f));}
 static FloatVector silu(FloatVector x){return x.mul(sigmoid(x));}
 static FloatVector silu1(FloatVector x){return sigmoid(x).add(x.mul(sigmoid1(x)));}
 static FloatVector silu2(FloatVector x){return sigmoid1(x).mul(2f).add(x.mul(sigmoid2(x)));}
 static FloatVector silu3(FloatVector x){return sigmoid2(x).mul(3f).add(x.mul(sigmoid3(x)));}
}
